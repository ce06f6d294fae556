/** What every value in the catalog must satisfy. */
@NullMarked
package io.latchkey.catalog.rule;

import org.jspecify.annotations.NullMarked;
