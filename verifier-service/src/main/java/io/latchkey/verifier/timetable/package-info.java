/** When a connection falls due. */
@NullMarked
package io.latchkey.verifier.timetable;

import org.jspecify.annotations.NullMarked;
