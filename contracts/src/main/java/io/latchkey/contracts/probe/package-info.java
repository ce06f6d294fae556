@NullMarked
package io.latchkey.contracts.probe;

import org.jspecify.annotations.NullMarked;
