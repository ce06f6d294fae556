/** Classifies what a provider's refusal, or the lack of its response, means. */
@NullMarked
package io.latchkey.broker.upstream.failure;

import org.jspecify.annotations.NullMarked;
