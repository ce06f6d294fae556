/** A provider under a test's control. */
package io.latchkey.testkit.provider;
