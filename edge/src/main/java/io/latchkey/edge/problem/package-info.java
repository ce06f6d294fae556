/** Errors as RFC 9457 problems, each naming what to do next. */
@NullMarked
package io.latchkey.edge.problem;

import org.jspecify.annotations.NullMarked;
