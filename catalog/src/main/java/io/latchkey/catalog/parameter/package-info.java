/** Connection parameters: values that differ between the connections of a provider, and the templates that use them. */
@NullMarked
package io.latchkey.catalog.parameter;

import org.jspecify.annotations.NullMarked;
