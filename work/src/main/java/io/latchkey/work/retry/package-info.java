/** Pauses between retries. */
@NullMarked
package io.latchkey.work.retry;

import org.jspecify.annotations.NullMarked;
