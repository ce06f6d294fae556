/** Secrets that can be recognised wherever they should not be. */
package io.latchkey.testkit.canary;
