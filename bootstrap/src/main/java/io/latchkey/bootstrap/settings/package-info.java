/**
 * What a service has to be told, stated once: an operator finds it in {@code docs/configuration.md}, which is made of it, and
 * on the log, one line for each fault, where a service does not start for it.
 */
@NullMarked
package io.latchkey.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
