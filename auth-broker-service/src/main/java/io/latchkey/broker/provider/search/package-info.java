/** Lists of the providers in the catalog: their order, pages, and the search by words. */
@NullMarked
package io.latchkey.broker.provider.search;

import org.jspecify.annotations.NullMarked;
