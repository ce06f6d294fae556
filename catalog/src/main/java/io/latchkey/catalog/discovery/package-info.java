/** Drafts a catalog entry from the metadata that an authorization server publishes. */
@NullMarked
package io.latchkey.catalog.discovery;

import org.jspecify.annotations.NullMarked;
