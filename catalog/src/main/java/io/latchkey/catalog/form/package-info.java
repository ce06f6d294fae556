/** The fields of the forms in which people enter credentials. */
@NullMarked
package io.latchkey.catalog.form;

import org.jspecify.annotations.NullMarked;
