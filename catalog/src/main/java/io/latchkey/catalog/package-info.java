/** Providers as data: who they are, what can be asked of them, and each way to authenticate there. */
@NullMarked
package io.latchkey.catalog;

import org.jspecify.annotations.NullMarked;
