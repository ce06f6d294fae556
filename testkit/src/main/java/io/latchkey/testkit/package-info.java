/** What tests of several modules share; test scope only. */
@NullMarked
package io.latchkey.testkit;

import org.jspecify.annotations.NullMarked;
