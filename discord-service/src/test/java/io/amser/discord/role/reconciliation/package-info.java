@NullMarked
package io.amser.discord.role.reconciliation;

import org.jspecify.annotations.NullMarked;
