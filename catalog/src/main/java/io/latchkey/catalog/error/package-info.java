/** The error codes of a provider that no standard defines. */
@NullMarked
package io.latchkey.catalog.error;

import org.jspecify.annotations.NullMarked;
