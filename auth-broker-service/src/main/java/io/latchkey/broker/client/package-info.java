/** The clients of the installation and of its tenants at the providers. */
@NullMarked
package io.latchkey.broker.client;

import org.jspecify.annotations.NullMarked;
