/** The API that lists the providers of the catalog. */
@NullMarked
package io.latchkey.broker.provider;

import org.jspecify.annotations.NullMarked;
