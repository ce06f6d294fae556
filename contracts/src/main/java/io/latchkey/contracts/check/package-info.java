@NullMarked
package io.latchkey.contracts.check;

import org.jspecify.annotations.NullMarked;
