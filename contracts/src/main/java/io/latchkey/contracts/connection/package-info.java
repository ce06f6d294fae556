@NullMarked
package io.latchkey.contracts.connection;

import org.jspecify.annotations.NullMarked;
