/** Gives and takes Discord roles by subscription. */
@NullMarked
package io.amser.discord;

import org.jspecify.annotations.NullMarked;
