/** The stack of this checkout: its build, its state folder and the files in it. */
package io.latchkey.local.checkout;
