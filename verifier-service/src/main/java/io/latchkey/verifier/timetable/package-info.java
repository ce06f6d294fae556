/** When the checks, notices and end of a connection fall due. */
@NullMarked
package io.latchkey.verifier.timetable;

import org.jspecify.annotations.NullMarked;
