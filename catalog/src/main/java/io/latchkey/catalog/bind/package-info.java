/** Binds YAML trees to the model, and finds every fault in a tree that cannot be bound. */
@NullMarked
package io.latchkey.catalog.bind;

import org.jspecify.annotations.NullMarked;
