/** Time under a test's control. */
package io.latchkey.testkit.time;
