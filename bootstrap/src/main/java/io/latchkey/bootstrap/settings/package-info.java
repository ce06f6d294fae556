/**
 * The declaration of all settings. {@code docs/configuration.md} is generated from it, and the messages of a refused
 * start use it.
 */
@NullMarked
package io.latchkey.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
