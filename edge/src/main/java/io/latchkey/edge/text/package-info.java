/** Rules for text that people type. */
@NullMarked
package io.latchkey.edge.text;

import org.jspecify.annotations.NullMarked;
