/** What people see of a provider besides its name. */
@NullMarked
package io.latchkey.catalog.display;

import org.jspecify.annotations.NullMarked;
