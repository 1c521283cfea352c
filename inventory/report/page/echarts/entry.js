// What of Apache ECharts the page uses. build.sh makes echarts.min.js of it.
import * as core from 'echarts/core';
import {BarChart, LineChart, SankeyChart} from 'echarts/charts';
import {GridComponent, TooltipComponent} from 'echarts/components';
import {SVGRenderer} from 'echarts/renderers';

core.use([BarChart, LineChart, SankeyChart, GridComponent, TooltipComponent, SVGRenderer]);
export const init = core.init;
export const version = core.version;
