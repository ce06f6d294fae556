/** Where the files of the catalog come from. */
@NullMarked
package io.latchkey.catalog.source;

import org.jspecify.annotations.NullMarked;
