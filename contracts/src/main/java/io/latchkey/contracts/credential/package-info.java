@NullMarked
package io.latchkey.contracts.credential;

import org.jspecify.annotations.NullMarked;
