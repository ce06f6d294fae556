/** The servers' programs: named by coordinates, fetched through Maven and pip, checked, and kept in a shared cache. */
@NullMarked
package io.latchkey.local.fetch;

import org.jspecify.annotations.NullMarked;
