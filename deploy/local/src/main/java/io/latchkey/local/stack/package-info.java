/** The whole of Latchkey on one machine: four servers, three services, and what makes them one stack. */
package io.latchkey.local.stack;
