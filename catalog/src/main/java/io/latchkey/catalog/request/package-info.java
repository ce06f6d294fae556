/** Requests that the catalog describes, and how their responses are interpreted. */
@NullMarked
package io.latchkey.catalog.request;

import org.jspecify.annotations.NullMarked;
