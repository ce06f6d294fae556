/** The schedule of checks, notices and ends: a projection of the public feed, and claims on due rows. */
@NullMarked
package io.latchkey.verifier.schedule;

import org.jspecify.annotations.NullMarked;
