/** The whole of Latchkey on one machine: four servers, three services, and what makes them one stack. */
@NullMarked
package io.latchkey.local.stack;

import org.jspecify.annotations.NullMarked;
