/** API keys: what a person enters, and how it is sent. */
@NullMarked
package io.latchkey.catalog.apikey;

import org.jspecify.annotations.NullMarked;
