/** API keys: the values that a user enters, and how requests carry them. */
@NullMarked
package io.latchkey.catalog.apikey;

import org.jspecify.annotations.NullMarked;
