/** Drafts catalog entries from the metadata that providers publish. */
@NullMarked
package io.latchkey.broker.provider.draft;

import org.jspecify.annotations.NullMarked;
