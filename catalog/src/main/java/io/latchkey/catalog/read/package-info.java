/** Reads the files of the catalog and reports each fault with its place. */
@NullMarked
package io.latchkey.catalog.read;

import org.jspecify.annotations.NullMarked;
