/** The catalog: the data of each provider, read once from YAML files, and the API that lists the providers. */
@NullMarked
package io.latchkey.broker.provider;

import org.jspecify.annotations.NullMarked;
