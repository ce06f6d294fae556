/** Requests that the catalog describes, and what their responses say. */
@NullMarked
package io.latchkey.catalog.request;

import org.jspecify.annotations.NullMarked;
