/**
 * Providers as data: who they are, what can be asked of them, and each way to authenticate there.
 *
 * <p>The parser passes null for a key that the file does not have. If the key has a default, the constructor of the
 * record sets it, so the component is never null.
 */
@NullMarked
package io.latchkey.catalog;

import org.jspecify.annotations.NullMarked;
