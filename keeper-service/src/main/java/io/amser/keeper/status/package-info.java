/** How the keeper is doing: for operators, dashboards and alarms. */
@NullMarked
package io.amser.keeper.status;

import org.jspecify.annotations.NullMarked;
