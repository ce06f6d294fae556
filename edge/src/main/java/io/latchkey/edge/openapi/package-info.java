/** What the API documents say beyond the annotations of the resources. */
@NullMarked
package io.latchkey.edge.openapi;

import org.jspecify.annotations.NullMarked;
