/** When failed work is tried again. */
@NullMarked
package io.latchkey.work.retry;

import org.jspecify.annotations.NullMarked;
