/** Marked secrets, and the search for them in places where they must not appear. */
package io.latchkey.testkit.canary;
