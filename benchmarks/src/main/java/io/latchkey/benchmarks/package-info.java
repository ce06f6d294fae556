/** What parts of Latchkey cost, without servers. */
@NullMarked
package io.latchkey.benchmarks;

import org.jspecify.annotations.NullMarked;
