/** The catalog that this replica uses, and how it follows the files of the operator. */
@NullMarked
package io.latchkey.broker.catalog;

import org.jspecify.annotations.NullMarked;
