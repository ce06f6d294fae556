/** The catalog: what Latchkey knows of each provider, read once from YAML files, and the clients registered there. */
@NullMarked
package io.latchkey.broker.provider;

import org.jspecify.annotations.NullMarked;
