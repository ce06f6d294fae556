/** The state of a connection and the rules that change it. The rules use no clock, database or network. */
@NullMarked
package io.latchkey.connection.lifecycle;

import org.jspecify.annotations.NullMarked;
