import { type ConfigPlace, ServiceConfigFiles } from '../../files/service-config-files.ts';
import { checkArrEdit, editArrConfig } from '../../services/config-file/edit-arr-config.ts';
import { configFileNames, parseConfigFile } from '../../services/config-file/parse-config-file.ts';
import type { ServiceConfig } from '../../services/config-file/service-config.ts';

/** The door to the services' configuration files, with the rules that it reads and changes them by. */
export function openServiceConfigs(place: ConfigPlace): ServiceConfigFiles<ServiceConfig> {
  return new ServiceConfigFiles(place, {
    names: configFileNames,
    parse: parseConfigFile,
    editable: 'config.xml',
    edit: editArrConfig,
    checkEdit: checkArrEdit,
  });
}
