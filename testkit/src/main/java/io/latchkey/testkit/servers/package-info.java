/** The real servers that a test needs. */
package io.latchkey.testkit.servers;
