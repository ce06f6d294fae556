/** What a connection's state is and what moves it: plain rules, free of clock, database and network. */
@NullMarked
package io.latchkey.connection.lifecycle;

import org.jspecify.annotations.NullMarked;
